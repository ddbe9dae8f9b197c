using System.Security.Cryptography;

namespace Kanshi.Local.Serving;

/// <summary>The key of the pseudonyms, made at the first start and kept beside the data it belongs to: whoever has both can undo a pseudonym by trying.</summary>
internal static class PrivacyKeyFile
{
    private const string Name = "privacy.key";
    private const int KeyBytes = 32;

    /// <exception cref="InvalidDataException">The file is there and holds no key.</exception>
    public static string ReadOrMake(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            return Make(path);
        }
        catch (IOException e) when (File.Exists(path))
        {
            var key = File.ReadAllText(path).Trim();
            return key.Length >= 2 * KeyBytes
                ? key
                : throw new InvalidDataException($"{path} holds no key: restore it from a backup, or remove it and have all pseudonyms change", e);
        }
    }

    /// <summary>For the owner's eyes alone, and never over a file that is there.</summary>
    private static string Make(string path)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(key);
        return key;
    }
}
