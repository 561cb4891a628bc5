using System.Globalization;

namespace SesMailEngine.Core.Model.Settings;

/// <summary>One setting: its name, what it may be, and what it is when nobody says.</summary>
/// <param name="Name">The name, the same on both hosts.</param>
/// <param name="Kind">What its value may be.</param>
/// <param name="Default">The default, as text; empty for none.</param>
/// <param name="Scope">Who reads it.</param>
/// <param name="Description">What it does, in one sentence.</param>
public sealed record Setting(string Name, SettingKind Kind, string Default, SettingScope Scope, string Description)
{
    private const int MaxTextLength = 1024;

    /// <summary>The smallest number.</summary>
    public double Min { get; init; }

    /// <summary>The largest number.</summary>
    public double Max { get; init; }

    /// <summary>The words of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What is allowed, in words: <c>a whole number from 2 to 10</c>.</summary>
    public string Range => Kind switch
    {
        SettingKind.Address => "an e-mail address",
        SettingKind.Integer => string.Create(CultureInfo.InvariantCulture, $"a whole number from {Min} to {Max}"),
        SettingKind.Number => string.Create(CultureInfo.InvariantCulture, $"a number from {Min} to {Max}"),
        SettingKind.Endpoints => "a list like 'name=http://127.0.0.1:9000/path,other=https://example.com'",
        SettingKind.Choice => string.Join(" or ", Choices.Select(c => $"'{c}'")),
        _ => $"text of at most {MaxTextLength} characters without line breaks",
    };

    /// <summary>True when the value is allowed. Numbers are written with a point and without separators.</summary>
    public bool Allows(string value) => Kind switch
    {
        SettingKind.Address => value.Length == 0 || EmailAddress.TryParse(value, out _),
        SettingKind.Integer => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            && whole >= Min && whole <= Max,
        SettingKind.Number => double.TryParse(
            value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= Min && number <= Max,
        SettingKind.Endpoints => FunctionEndpoints.TryParse(value, out _),
        SettingKind.Choice => Choices.Contains(value, StringComparer.Ordinal),
        _ => value.Length <= MaxTextLength && !value.AsSpan().ContainsAny('\r', '\n', '\0'),
    };
}
