using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>What a message may be (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html).</summary>
internal static class MessageLimits
{
    /// <summary>The largest message, with its attributes, and the largest batch.</summary>
    public const int MaxBytes = 262_144;

    /// <summary>Refuses text with a character that XML 1.0 cannot hold.</summary>
    public static void CheckCharacters(string text)
    {
        if (InvalidCharacter(text) is { } character) throw SqsErrors.InvalidContents(character);
    }

    /// <summary>The first character that XML 1.0 cannot hold; null when there is none.</summary>
    public static int? InvalidCharacter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (c is '\t' or '\n' or '\r') continue;
            else if (c < ' ' || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF') return c;
        }
        return null;
    }

    /// <summary>The MD5 of a text's UTF-8, in hex.</summary>
    public static string Md5(string text) => Md5(Encoding.UTF8.GetBytes(text));

    /// <summary>The MD5 of bytes, in hex.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The SQS API answers with MD5, which clients compare; it protects nothing.")]
    public static string Md5(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
}
