using System.Diagnostics.CodeAnalysis;

namespace SesMailEngine.Core.Model.Settings;

/// <summary>Which HTTP endpoint stands for which Lambda function, as the setting <c>LambdaEndpoints</c> says: <c>name=URL,name=URL</c>.</summary>
public sealed class FunctionEndpoints
{
    /// <summary>No function has an endpoint.</summary>
    public static readonly FunctionEndpoints None = new([]);

    private readonly Dictionary<string, Uri> _byName;

    private FunctionEndpoints(Dictionary<string, Uri> byName) => _byName = byName;

    /// <summary>Reads the setting; false when it is not a list of names with http or https URLs, each name once.</summary>
    /// <param name="text">The setting's value; empty for none. A URL with a comma writes it as <c>%2C</c>.</param>
    /// <param name="endpoints">The endpoints.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out FunctionEndpoints? endpoints)
    {
        endpoints = null;
        var byName = new Dictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var pair in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals is < 1 or > 64 || !pair[..equals].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return false;
            if (!EndpointUrl.TryParse(pair[(equals + 1)..], out var url) || !byName.TryAdd(pair[..equals], url)) return false;
        }
        endpoints = new FunctionEndpoints(byName);
        return true;
    }

    /// <summary>The endpoint of a function; null for none.</summary>
    /// <param name="arn"><c>arn:aws:lambda:REGION:ACCOUNT:function:NAME</c>, with or without a version or alias.</param>
    public Uri? Find(string arn) =>
        arn.Split(':') is ["arn", _, "lambda", _, _, "function", var name, ..] ? _byName.GetValueOrDefault(name) : null;
}
