using SesMailEngine.Server.Dashboard.Markup;

namespace SesMailEngine.Server.Dashboard.Frame;

/// <summary>The navigation's pictures, 20 units square. They say nothing a word beside them does not.</summary>
internal static class Icons
{
    /// <summary>Bars.</summary>
    public static readonly Html Overview = Draw("M4 16V9M10 16V4M16 16v-5");

    /// <summary>An envelope.</summary>
    public static readonly Html Mails = Draw("M3 5h14v10H3zM3 6l7 5 7-5");

    /// <summary>A crossed circle.</summary>
    public static readonly Html Suppression = Draw("M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM5 5l10 10");

    /// <summary>A page with lines.</summary>
    public static readonly Html Templates = Draw("M5 3h7l3 3v11H5zM8 9h4M8 12h4");

    /// <summary>A tray.</summary>
    public static readonly Html DeadLetters = Draw("M3 11l2-7h10l2 7v5H3zM3 11h4l1 2h4l1-2h4");

    /// <summary>Ways that part.</summary>
    public static readonly Html Rules = Draw("M3 10h5l4-5h5M8 10l4 5h5");

    /// <summary>A bell.</summary>
    public static readonly Html Alarms = Draw("M5 14V9a5 5 0 0 1 10 0v5l1 1H4zM9 17h2");

    /// <summary>Sliders.</summary>
    public static readonly Html Settings = Draw("M3 6h7M14 6h3M3 14h3M10 14h7M12 4v4M8 12v4");

    /// <summary>The sign of the program: an envelope with a tick.</summary>
    public static readonly Html Brand = new(
        "<svg class=\"mark\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\"><rect x=\"1\" y=\"3\" width=\"22\" height=\"18\" rx=\"5\"/>"
        + "<path d=\"M5.5 9l6.5 4.5L18.5 9\"/></svg>");

    private static Html Draw(string path) =>
        Html.Of($"<svg class=\"icon\" viewBox=\"0 0 20 20\" aria-hidden=\"true\" focusable=\"false\"><path d=\"{path}\"/></svg>");
}
