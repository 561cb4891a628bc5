using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>
/// Seals what a link must carry but no URL may show: a search with an address in it, a page's cursor, a message after a form. Sealed with
/// AES-GCM under a key of this process, so links of another run are not read; and makes the tokens that forms are checked by.
/// </summary>
internal sealed class DashboardKeys
{
    /// <summary>The longest sealed text accepted.</summary>
    public const int MaxLength = 6000;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _sealing = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _forms = RandomNumberGenerator.GetBytes(32);

    /// <summary>Seals a text for one use; what was sealed for another is not opened for it.</summary>
    public string Seal(string use, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var result = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_sealing, TagBytes);
        aes.Encrypt(
            result.AsSpan(0, NonceBytes), plain, result.AsSpan(NonceBytes, plain.Length), result.AsSpan(NonceBytes + plain.Length),
            Encoding.UTF8.GetBytes(use));
        return Base64Url.EncodeToString(result);
    }

    /// <summary>What was sealed; null for anything else.</summary>
    public string? Open(string use, string? sealedText)
    {
        if (sealedText is null || sealedText.Length > MaxLength || !Base64Url.IsValid(sealedText)) return null;
        var bytes = Base64Url.DecodeFromChars(sealedText);
        if (bytes.Length < NonceBytes + TagBytes) return null;
        var plain = new byte[bytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_sealing, TagBytes);
        try
        {
            aes.Decrypt(
                bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(bytes.Length - TagBytes), plain,
                Encoding.UTF8.GetBytes(use));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>The token that proves that a form is one of ours: bound to the session, where there are sessions.</summary>
    public string FormToken(string session) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_forms, Encoding.UTF8.GetBytes(session)));

    /// <summary>True when a form's token is that of the session.</summary>
    public bool IsFormToken(string session, string? token) => token is not null && CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(FormToken(session)), Encoding.UTF8.GetBytes(token));
}
