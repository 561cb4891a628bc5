namespace SesMailEngine.Core.Templates.Checks;

/// <summary>The kinds of findings; programs may rely on these words.</summary>
public static class CheckRules
{
    /// <summary>The folder, or a file that has to be there, is not.</summary>
    public const string MissingFile = "missing-file";

    /// <summary>A file is larger than the engine reads.</summary>
    public const string FileSize = "file-size";

    /// <summary>A file is not UTF-8.</summary>
    public const string Encoding = "encoding";

    /// <summary>metadata.json cannot be read.</summary>
    public const string Metadata = "metadata";

    /// <summary>The version cannot be compared.</summary>
    public const string Version = "version";

    /// <summary>A source is no valid Jinja2.</summary>
    public const string Syntax = "syntax";

    /// <summary>A variable is used and not declared.</summary>
    public const string UndeclaredVariable = "undeclared-variable";

    /// <summary>A variable is declared and not used.</summary>
    public const string UnusedVariable = "unused-variable";

    /// <summary>A variable cannot reach the place that uses it.</summary>
    public const string UnreachableVariable = "unreachable-variable";

    /// <summary>sampleData lacks what previews need.</summary>
    public const string SampleData = "sample-data";

    /// <summary>Rendering with the data fails.</summary>
    public const string Render = "render";

    /// <summary>The subject is missing, or cannot be a header.</summary>
    public const string Subject = "subject";

    /// <summary>An address the template gives is none.</summary>
    public const string Address = "address";

    /// <summary>The HTML is longer than Gmail shows.</summary>
    public const string GmailClip = "gmail-clip";

    /// <summary>An image has no alt text, or mail clients do not show it.</summary>
    public const string Image = "image";

    /// <summary>A link leads nowhere or does harm.</summary>
    public const string Link = "link";

    /// <summary>The text part says less than the HTML part.</summary>
    public const string TextPart = "text-part";

    /// <summary>Tags of the template language are left in the mail.</summary>
    public const string LeftoverTag = "leftover-tag";
}
