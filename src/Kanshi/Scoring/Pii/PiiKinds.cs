namespace Kanshi.Scoring.Pii;

/// <summary>The kinds of personal data, as they appear in results and in the tokens that stand for them.</summary>
internal static class PiiKinds
{
    public const string Email = "email";
    public const string Phone = "phone";
    public const string CreditCard = "credit-card";
    public const string Iban = "iban";
    public const string UsSsn = "us-ssn";
    public const string MyNumber = "my-number";
    public const string IpAddress = "ip-address";
}
