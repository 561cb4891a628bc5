using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Feedback;

/// <summary>A step that a store kept from being done. Never leaves <see cref="FeedbackProcessor"/>.</summary>
internal sealed class FeedbackStepException(string code, PortException cause) : Exception(cause.Message, cause)
{
    /// <summary>The catalogue's code of the step that failed.</summary>
    public string Code => code;
}
