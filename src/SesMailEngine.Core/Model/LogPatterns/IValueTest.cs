namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>Compares the text of a value (of a JSON string, number or boolean, or of a field of a line).</summary>
internal interface IValueTest
{
    /// <summary>True when the value is as wanted.</summary>
    bool Matches(string value);
}
