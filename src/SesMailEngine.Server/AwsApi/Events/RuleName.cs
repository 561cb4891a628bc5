using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>Rule names: 1 to 64 letters, digits, <c>. - _</c>.</summary>
internal static class RuleName
{
    /// <summary>The rule named by a member of the request.</summary>
    public static string Require(JsonElement input, string member)
    {
        var key = char.ToLowerInvariant(member[0]) + member[1..];
        var name = input.Text(member) ?? throw EventsErrors.Constraint("null", key, "Member must not be null");
        if (name.Length is < 1 or > 64)
            throw EventsErrors.Constraint("of its length", key, "Member must have length between 1 and 64");
        return name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? name
            : throw EventsErrors.Constraint($"'{name}'", key, "Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+");
    }
}
