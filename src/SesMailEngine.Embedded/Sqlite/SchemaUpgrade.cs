using System.Globalization;
using System.Reflection;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Sqlite;

/// <summary>Brings a data file to the present schema: the numbered files <c>Schema/NNNN_*.sql</c>, each applied once, in order.</summary>
internal static class SchemaUpgrade
{
    /// <summary>Applies what is missing. <c>user_version</c> says how far the file is.</summary>
    /// <exception cref="PortException">The file comes from a newer version.</exception>
    public static void Apply(Database database) => Apply(database, Embedded());

    /// <summary>Applies those of <paramref name="steps"/> that are missing, each in a transaction of its own.</summary>
    public static void Apply(Database database, IReadOnlyList<SchemaStep> steps)
    {
        var version = database.Number("PRAGMA user_version") ?? 0;
        if (version > steps[^1].Version)
        {
            throw new PortException(
                $"The data file has schema {version}; this version knows {steps[^1].Version}. Use a newer version.", false,
                "NewerSchema");
        }
        foreach (var step in steps)
        {
            if (step.Version <= version) continue;
            database.Execute("BEGIN IMMEDIATE");
            database.Execute(step.Sql);
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {step.Version}"));
            database.Execute("COMMIT");
        }
    }

    /// <summary>The steps that are part of the program.</summary>
    public static IReadOnlyList<SchemaStep> Embedded()
    {
        const string Folder = ".Schema.";
        var assembly = Assembly.GetExecutingAssembly();
        var steps = new List<SchemaStep>();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            var at = name.IndexOf(Folder, StringComparison.Ordinal);
            if (at < 0 || !name.EndsWith(".sql", StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var number = name.AsSpan(at + Folder.Length, 4);
            steps.Add(new(int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture), reader.ReadToEnd()));
        }
        return [.. steps.OrderBy(step => step.Version)];
    }
}
