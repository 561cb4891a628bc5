namespace SesMailEngine.Jinja.Rendering;

/// <summary>What is known about autoescape when a template is compiled.</summary>
internal enum EscapeMode
{
    Off,
    On,

    /// <summary>Only rendering tells, as in <c>{% autoescape flag %}</c>.</summary>
    AtRunTime,
}
