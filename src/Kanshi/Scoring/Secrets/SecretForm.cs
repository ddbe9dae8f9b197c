namespace Kanshi.Scoring.Secrets;

/// <summary>How a literal tells where the credential is.</summary>
internal enum SecretForm : byte
{
    /// <summary>The credential begins with the literal, in its case.</summary>
    Prefix,

    /// <summary>The literal stands within the credential, in its case.</summary>
    Inside,

    /// <summary>The literal, in any case, names the credential that follows within some words.</summary>
    Named,

    PrivateKey,
    JsonWebToken,
    UrlPassword,
    AccessSignature,
    Basic,
    Bearer,
    ConnectionPassword,
    Assigned,
}
