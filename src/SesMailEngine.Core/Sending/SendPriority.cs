namespace SesMailEngine.Core.Sending;

/// <summary>Who goes first when several requests wait for a slot; within one priority they go in the order in which they came.</summary>
public enum SendPriority
{
    /// <summary>A template whose metadata says <c>critical</c>, a password reset for example.</summary>
    Urgent,

    /// <summary>A request that was tried before: a redelivery, a soft-bounce retry, another try after an answer of "not now".</summary>
    Again,

    /// <summary>All others.</summary>
    New,
}
