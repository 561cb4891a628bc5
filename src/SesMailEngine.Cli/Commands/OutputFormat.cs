namespace SesMailEngine.Cli.Commands;

/// <summary>How a command writes its answer.</summary>
public enum OutputFormat
{
    /// <summary>Tables and colour for a person.</summary>
    Text,

    /// <summary>One JSON document for a program.</summary>
    Json,
}
