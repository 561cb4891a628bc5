using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SesMailEngine.Embedded.Logs;

namespace SesMailEngine.Server.AwsApi.Logs;

/// <summary>
/// Tokens of pages: a place, with a check sum over it and what it is good for, so that a token made up, cut or taken from another
/// log group is noticed.
/// </summary>
internal static class LogsToken
{
    private const int CheckLength = 12;

    /// <summary>The token for a place in a log.</summary>
    /// <param name="scope">What it is good for: operation and log group.</param>
    /// <param name="position">The place.</param>
    public static string Write(string scope, LogPosition position) =>
        WriteText(scope, string.Create(CultureInfo.InvariantCulture, $"{position.Day.DayNumber}.{position.Part}.{position.Offset}"));

    /// <summary>The place a token stands for.</summary>
    /// <exception cref="Protocol.AwsException">The token is not one of this scope.</exception>
    public static LogPosition Read(string scope, string token)
    {
        var parts = ReadText(scope, token).Split('.');
        return parts.Length == 3 && TryNumber(parts[0], out var day) && TryNumber(parts[1], out var part)
            && TryNumber(parts[2], out var offset) && day <= DateOnly.MaxValue.DayNumber && part <= int.MaxValue
            ? new LogPosition(DateOnly.FromDayNumber((int)day), (int)part, offset) : throw LogsErrors.BadToken();
    }

    /// <summary>The token for a name in a list.</summary>
    public static string WriteText(string scope, string text) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Check(scope, text) + text));

    /// <summary>The name a token stands for.</summary>
    public static string ReadText(string scope, string token)
    {
        if (token.Length is 0 or > 2048 || !Base64Url.IsValid(token)) throw LogsErrors.BadToken();
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        return text.Length > CheckLength && Check(scope, text[CheckLength..]) == text[..CheckLength]
            ? text[CheckLength..] : throw LogsErrors.BadToken();
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Check(string scope, string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{text}")).AsSpan(0, CheckLength / 2));
}
