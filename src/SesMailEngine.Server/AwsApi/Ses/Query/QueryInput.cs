using System.Globalization;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Query;

/// <summary>Reads the parameters of version 1.</summary>
internal static class QueryInput
{
    /// <summary>
    /// Refuses what an operation does not take, inside structures too. Names are given whole, with <c>#</c> for the place in a list; the
    /// beginning of one stands, with an empty value, for a list without members.
    /// </summary>
    public static void RequireOnly(this FormParameters form, params ReadOnlySpan<string> names)
    {
        var firstWords = new string[names.Length];
        for (var i = 0; i < names.Length; i++) firstWords[i] = names[i].Split('.')[0];
        form.RequireKnown(firstWords);
        foreach (var (key, value) in form.All)
        {
            if (!key.Contains('.')) continue;
            var name = string.Join('.', key.Split('.').Select(static word => word.All(char.IsAsciiDigit) ? "#" : word));
            if (!IsOneOf(name, value, names)) throw AwsException.UnsupportedParameter(key);
        }
    }

    /// <summary>The members of a list.</summary>
    public static List<string> Members(this FormParameters form, string name) => form.List(name + ".member");

    /// <summary>A parameter that must be given.</summary>
    public static string Require(this FormParameters form, string name) => form[name] ?? throw SesErrors.Missing(name);

    /// <summary>How many items a page may have.</summary>
    public static int MaxItems(this FormParameters form, int most)
    {
        if (form["MaxItems"] is not { } text) return most;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number > 0
            ? Math.Min(number, most)
            : throw SesErrors.Invalid("MaxItems must be a whole number above 0.");
    }

    /// <summary>The refusal of a made-up token.</summary>
    public static Exception InvalidToken() => SesErrors.Invalid("NextToken is not valid.");

    private static bool IsOneOf(string name, string value, ReadOnlySpan<string> names)
    {
        foreach (var known in names)
        {
            if (known == name || (value.Length == 0 && known.StartsWith(name, StringComparison.Ordinal) && known[name.Length] == '.'))
                return true;
        }
        return false;
    }
}
