using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja;

/// <summary>The settings of a <see cref="JinjaEnvironment"/>, named and defaulted as in Jinja2's <c>Environment</c>.</summary>
public sealed record JinjaOptions
{
    /// <summary>Escape every printed value for HTML. Off by default.</summary>
    public bool Autoescape { get; init; }

    /// <summary>Drop the first line break after a block tag.</summary>
    public bool TrimBlocks { get; init; }

    /// <summary>Drop white space from the start of the line to a block tag.</summary>
    public bool LstripBlocks { get; init; }

    /// <summary>Keep one line break at the very end of a template; Jinja2 drops it by default.</summary>
    public bool KeepTrailingNewline { get; init; }

    /// <summary>How undefined values behave.</summary>
    public UndefinedKind Undefined { get; init; }

    /// <summary>Allow the <c>do</c> statement.</summary>
    public bool DoStatement { get; init; }

    /// <summary>Allow <c>break</c> and <c>continue</c> in loops.</summary>
    public bool LoopControls { get; init; }

    /// <summary>The delimiters of tags.</summary>
    public Syntax.Delimiters Delimiters { get; init; } = Syntax.Delimiters.Default;

    /// <summary>The line break every line break of a template becomes: <c>\n</c>, <c>\r\n</c> or <c>\r</c>.</summary>
    public string NewlineSequence { get; init; } = "\n";

    /// <summary>What one rendering may use.</summary>
    public RenderLimits Limits { get; init; } = RenderLimits.Default;

    /// <summary>The clock for the time limit.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
