namespace SesMailEngine.Lambda.Handlers;

/// <summary>An environment variable has a value it cannot have.</summary>
internal sealed class InvalidSettingException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">Which variable, and what is allowed.</param>
    public InvalidSettingException(string message) : base(message)
    {
    }
}
