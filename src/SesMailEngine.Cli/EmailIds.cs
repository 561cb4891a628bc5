namespace SesMailEngine.Cli;

// Ids for mails whose sender named none. Made here and not by the engine, so that the command can follow the mail.
internal sealed class EmailIds(TimeProvider clock)
{
    public string Next() => $"email-{Guid.CreateVersion7(clock.GetUtcNow()):N}";
}
