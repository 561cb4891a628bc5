namespace SesMailEngine.Embedded.Tables;

/// <summary>Where a walk stopped: the last item seen.</summary>
/// <param name="SortKey">Its sort key's text; empty for an index without one.</param>
/// <param name="Key">Its table key.</param>
public sealed record IndexCursor(string SortKey, string Key);
