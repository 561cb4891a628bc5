using SesMailEngine.Aws.Deploy;

namespace SesMailEngine.Cli.Deploy;

// deploy/template.yaml, as it was when this program was built.
internal static class TemplateFile
{
    public static StackTemplate Load()
    {
        using var stream = typeof(TemplateFile).Assembly.GetManifestResourceStream("template.yaml")
            ?? throw new InvalidOperationException("The template is not in the program.");
        using var reader = new StreamReader(stream);
        return new StackTemplate(reader.ReadToEnd());
    }
}
