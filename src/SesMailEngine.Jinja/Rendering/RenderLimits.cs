namespace SesMailEngine.Jinja.Rendering;

/// <summary>How much one rendering may use before it ends with an error of kind <c>Limit</c>.</summary>
public sealed record RenderLimits
{
    /// <summary>The defaults of every member.</summary>
    public static RenderLimits Default { get; } = new();

    /// <summary>The most characters of output, and of any one text made on the way. 5 × 1024 × 1024 by default.</summary>
    public int MaxOutput { get; init; } = 5 * 1024 * 1024;

    /// <summary>The most loop steps, counting passes over items in filters too. 1,000,000 by default.</summary>
    public long MaxSteps { get; init; } = 1_000_000;

    /// <summary>The most wall time. 2 seconds by default.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How deep macros, includes, blocks and recursive loops may call each other. 150 by default.</summary>
    public int MaxDepth { get; init; } = 150;
}
