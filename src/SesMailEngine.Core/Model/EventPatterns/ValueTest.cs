using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>One value of a pattern's field, tried on one leaf (no object, no array) of an event.</summary>
internal abstract class ValueTest
{
    /// <summary>True for <c>{"exists": false}</c>.</summary>
    public virtual bool AcceptsAbsence => false;

    /// <summary>True when the leaf matches.</summary>
    public virtual bool Matches(JsonElement leaf) =>
        leaf.ValueKind == JsonValueKind.String && MatchesText(leaf.GetString()!);

    /// <summary>True when a string leaf of this text matches.</summary>
    public abstract bool MatchesText(string text);
}
