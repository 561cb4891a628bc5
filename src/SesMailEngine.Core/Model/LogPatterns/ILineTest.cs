namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>Says whether a line of the log is wanted.</summary>
internal interface ILineTest
{
    /// <summary>True when the line, in UTF-8, is wanted.</summary>
    bool Matches(ReadOnlyMemory<byte> line);
}
