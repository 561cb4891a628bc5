namespace SesMailEngine.Core.Ports;

/// <summary>Makes ids that are unique and sort by time.</summary>
public interface IIdSource
{
    /// <summary>The prefix followed by a fresh id, for example <c>email-</c> + 32 characters.</summary>
    string Next(string prefix);
}
