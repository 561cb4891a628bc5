using System.Globalization;
using System.Text;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Diagnosis.Answers;

/// <summary>
/// How answers write commands and addresses: commands name the stack that was asked, so that they work when copied, and
/// addresses are masked unless the reader asked for them plain.
/// </summary>
/// <param name="Options">The options that lead to the stack, with a space before each; empty for the local default.</param>
/// <param name="IsPlain">True to write addresses whole.</param>
/// <param name="StackName">The stack's name, for the commands that install and remove.</param>
public sealed record AnswerWords(string Options = "", bool IsPlain = false, string StackName = "sesmailengine")
{
    private const string Program = "sesmailengine";

    /// <summary>A command of ours for this stack; arguments are quoted where a shell needs it.</summary>
    public string Command(string words, params ReadOnlySpan<string> arguments)
    {
        var line = new StringBuilder($"{Program} {words}");
        foreach (var argument in arguments) line.Append(' ').Append(Quote(argument));
        return line.Append(Options).ToString();
    }

    /// <summary>A command of the installer, which names the stack in its own way.</summary>
    public string Installer(string words) => $"{Program} {words} --stack-name {Quote(StackName)}";

    /// <summary><c>sesmailengine why X</c>.</summary>
    public string Why(string subject) => Command("why", subject);

    /// <summary><c>sesmailengine doctor</c>.</summary>
    public string Doctor => Command("doctor");

    /// <summary>An address for the text.</summary>
    public string Address(string address) => address.Length == 0 ? "(none)" : IsPlain ? address : EmailAddress.Mask(address);

    /// <summary>A text that may hold addresses.</summary>
    public string Text(string text) => IsPlain ? text : AddressMasking.Mask(text);

    /// <summary>A step whose command takes an address. Masked answers leave the command out and say how to see it.</summary>
    public FixStep Step(string text, string address, string words) => IsPlain
        ? new(text, Command(words, address))
        : new($"{text} (With --plain the command is shown with the address.)");

    /// <summary>A time for the text: UTC, to the second.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>How long, in the unit people would use: <c>40 seconds</c>, <c>3 hours</c>.</summary>
    public static string Duration(TimeSpan span)
    {
        var (count, unit) = span.TotalSeconds < 120 ? (span.TotalSeconds, "second")
            : span.TotalMinutes < 120 ? (span.TotalMinutes, "minute")
            : span.TotalHours < 48 ? (span.TotalHours, "hour")
            : (span.TotalDays, "day");
        var whole = (long)Math.Max(0, count);
        return string.Create(CultureInfo.InvariantCulture, $"{whole} {unit}{(whole == 1 ? "" : "s")}");
    }

    /// <summary>A number as people read it.</summary>
    public static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>An argument as a POSIX shell takes it: within single quotes everything stands for itself; a quote ends them.</summary>
    public static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_@%+=:,./".Contains(c))) return argument;
        return $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
