namespace SesMailEngine.Core.Reputation;

/// <summary>What the bounce-rate guard says.</summary>
/// <param name="IsClosed">True when today's bounce rate forbids sending.</param>
/// <param name="Rate">Today's bounce rate in percent.</param>
internal readonly record struct GuardAnswer(bool IsClosed, double Rate);
