namespace SesMailEngine.Core.Model;

/// <summary>How a transport answered.</summary>
public enum TransportAnswer
{
    /// <summary>The mail was accepted.</summary>
    Accepted,

    /// <summary>It said no for good: another try gives the same.</summary>
    RefusedForGood,

    /// <summary>It said no for now (throttling, a 5xx with an error body): nothing was sent, trying again is safe.</summary>
    RefusedForNow,

    /// <summary>Nobody knows: timeout or a connection that broke after the request went out. Must not be tried again at once.</summary>
    Ambiguous,
}
