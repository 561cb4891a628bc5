namespace SesMailEngine.Cli.DeadLetters;

// Which dead letters a command is about; what is not given does not restrict.
internal sealed record DeadLetterFilter(IReadOnlyList<string> Ids, IReadOnlyList<string> Errors)
{
    public static readonly DeadLetterFilter All = new([], []);

    public bool Takes(DeadLetter letter) =>
        (Ids.Count == 0 || Ids.Contains(letter.EmailId) || Ids.Contains(letter.MessageId))
        && (Errors.Count == 0 || Errors.Contains(letter.Error, StringComparer.OrdinalIgnoreCase));
}
