using SesMailEngine.Core.Model;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>
/// The two buses there are: the stack's own, and <c>default</c>, which every account has and to which nobody here listens.
/// </summary>
/// <param name="names">The stack's names.</param>
/// <param name="hasStack">False when the stack was deleted, and its bus with it.</param>
internal sealed class BusNames(ResourceNames names, bool hasStack = true)
{
    /// <summary>The account's default bus.</summary>
    public const string Default = "default";

    private readonly string _arnPrefix = names.Arn("events", "event-bus/");

    /// <summary>The stack's bus.</summary>
    public string Stack => names.EventBus;

    /// <summary>The buses there are, by name.</summary>
    public IReadOnlyList<string> All => hasStack ? [Stack, Default] : [Default];

    /// <summary>The bus's name from a name or an ARN of this account and region; null for a bus that does not exist.</summary>
    public string? Resolve(string? nameOrArn)
    {
        var name = nameOrArn ?? Default;
        if (name.StartsWith(_arnPrefix, StringComparison.Ordinal)) name = name[_arnPrefix.Length..];
        return (name == Stack && hasStack) || name == Default ? name : null;
    }

    /// <summary>The same, but a bus that does not exist is refused.</summary>
    public string Require(string? nameOrArn) => Resolve(nameOrArn)
        ?? throw EventsErrors.NotFound($"Event bus {Shown(nameOrArn!)} does not exist.");

    /// <summary>A bus's ARN.</summary>
    public string Arn(string bus) => _arnPrefix + bus;

    /// <summary>A rule's ARN; rules of the default bus do not name it.</summary>
    public string RuleArn(string bus, string rule) =>
        names.Arn("events", bus == Default ? $"rule/{rule}" : $"rule/{bus}/{rule}");

    private static string Shown(string name) => name.Length <= 256 ? name : name[..256];
}
