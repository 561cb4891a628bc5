using System.Text;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>Strict UTF-8: what is not valid is refused, never replaced.</summary>
internal static class Utf8
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes; bytes that are not UTF-8 are a malformed request.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw AwsException.Serialization("The request is not valid UTF-8.");
        }
    }
}
