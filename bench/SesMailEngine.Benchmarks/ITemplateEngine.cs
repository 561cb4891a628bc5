namespace SesMailEngine.Benchmarks;

/// <summary>One engine with one of the bench's templates.</summary>
internal interface ITemplateEngine
{
    /// <summary>Parses and compiles the template anew.</summary>
    object Compile();

    /// <summary>Renders the template compiled before, with the context loaded before.</summary>
    string Render();
}
