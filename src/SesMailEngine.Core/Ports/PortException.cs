namespace SesMailEngine.Core.Ports;

/// <summary>A port could not do its work. <see cref="IsTransient"/> answers the only question a caller has: try again?</summary>
public sealed class PortException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What failed, without address or secret.</param>
    /// <param name="isTransient">True when trying again later can help.</param>
    /// <param name="errorName">The service's own error name, if it gave one (for example <c>AccessDenied</c>).</param>
    /// <param name="innerException">The cause.</param>
    public PortException(string message, bool isTransient, string? errorName = null, Exception? innerException = null)
        : base(message, innerException)
    {
        IsTransient = isTransient;
        ErrorName = errorName;
    }

    /// <summary>True when trying again later can help.</summary>
    public bool IsTransient { get; }

    /// <summary>The service's own error name.</summary>
    public string? ErrorName { get; }
}
