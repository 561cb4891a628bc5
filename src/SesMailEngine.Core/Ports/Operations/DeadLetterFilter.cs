namespace SesMailEngine.Core.Ports.Operations;

/// <summary>Which dead letters are meant; an empty list does not restrict.</summary>
/// <param name="Ids">Email ids or message ids.</param>
/// <param name="Errors">Causes (<see cref="DeadLetter.Error"/>), whatever their case.</param>
public sealed record DeadLetterFilter(IReadOnlyList<string> Ids, IReadOnlyList<string> Errors)
{
    /// <summary>Every letter.</summary>
    public static DeadLetterFilter All { get; } = new([], []);

    /// <summary>True when a letter is meant.</summary>
    public bool Takes(DeadLetter letter) =>
        (Ids.Count == 0 || Ids.Contains(letter.EmailId) || Ids.Contains(letter.MessageId))
        && (Errors.Count == 0 || Errors.Contains(letter.Error, StringComparer.OrdinalIgnoreCase));
}
