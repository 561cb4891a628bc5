namespace SesMailEngine.Core.Sending.Pacing;

/// <summary>How far a turn has come.</summary>
internal enum TurnStage
{
    /// <summary>In no line: it left, or there is no limit that anybody would have to wait for.</summary>
    Outside,

    /// <summary>Drawn; its request is being read.</summary>
    Drawn,

    /// <summary>Waits to be let in: its slot is too far away to begin.</summary>
    Asking,

    /// <summary>Let in; its mail is being made.</summary>
    Preparing,

    /// <summary>Its mail waits for its slot.</summary>
    Ready,

    /// <summary>Has its slot, and has not begun to send yet.</summary>
    Starting,
}
