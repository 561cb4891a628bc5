namespace SesMailEngine.Embedded.Sqlite;

/// <summary>One numbered change of the schema.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Sql">The statements.</param>
internal sealed record SchemaStep(int Version, string Sql);
