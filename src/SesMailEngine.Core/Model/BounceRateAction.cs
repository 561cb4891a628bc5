namespace SesMailEngine.Core.Model;

/// <summary>What happens to a request while the bounce-rate guard is closed.</summary>
public enum BounceRateAction
{
    /// <summary>It fails with <c>bounce_rate_exceeded</c>. Setting <c>fail</c>.</summary>
    Fail,

    /// <summary>It stays on the queue, burning no receives, until the guard opens. Setting <c>hold</c>.</summary>
    Hold,
}
