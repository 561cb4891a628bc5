namespace SesMailEngine.Jinja;

/// <summary>Settings and loader shared by templates. Immutable, for any number of threads.</summary>
public sealed class JinjaEnvironment
{
    /// <summary>An environment with the given settings.</summary>
    public JinjaEnvironment(JinjaOptions? options = null) => Options = options ?? new JinjaOptions();

    /// <summary>The settings.</summary>
    public JinjaOptions Options { get; }
}
