namespace SesMailEngine.Lambda.Handlers;

/// <summary>The function was started without an environment variable it needs.</summary>
internal sealed class MissingSettingException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="name">The variable.</param>
    public MissingSettingException(string name)
        : base($"The environment variable '{name}' is missing. Update the stack so that the function gets its variables again.") => Name = name;

    /// <summary>The variable.</summary>
    public string Name { get; }
}
