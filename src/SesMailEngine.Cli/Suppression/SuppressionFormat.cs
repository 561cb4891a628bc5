namespace SesMailEngine.Cli.Suppression;

// How a suppression list stands in a file.
internal enum SuppressionFormat
{
    Csv,
    Json,
}
