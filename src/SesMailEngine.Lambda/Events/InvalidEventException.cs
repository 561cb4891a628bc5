namespace SesMailEngine.Lambda.Events;

/// <summary>The function was called with something that is no event of the source it serves.</summary>
internal sealed class InvalidEventException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What is wrong, without anything of the event's content.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidEventException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
