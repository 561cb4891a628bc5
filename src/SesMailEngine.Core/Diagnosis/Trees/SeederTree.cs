using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Errors;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>The template seeder: is it there, what did it say, what is missing.</summary>
/// <param name="words">How commands and addresses are written.</param>
public sealed class SeederTree(AnswerWords words)
{
    /// <summary>Explains an error the seeder reports.</summary>
    public Finding Explain(ErrorEntry entry, string? message) => new ErrorTree(words).Start(new ErrorFacts(entry, message), "seeder.failed") with
    {
        Steps = entry.Code switch
        {
            ErrorCodes.SeederSourceDenied =>
            [
                new("Give the role of the function TemplateSeeder s3:GetObject and s3:ListBucket on the source of the starter templates; updating the stack does it."),
                new("Run the seeder again.", words.Command("seed")),
            ],
            ErrorCodes.SeederDestinationDenied =>
            [
                new("Give the role of the function TemplateSeeder s3:GetObject and s3:PutObject on the template bucket; updating the stack does it."),
                new("Run the seeder again.", words.Command("seed")),
            ],
            _ => [new(entry.Fix), new("Run the seeder again.", words.Command("seed"))],
        },
        Verify = words.Command("seed"),
    };

    /// <summary>The seeder as it is now.</summary>
    public Finding Now(SeederFacts seeder) => Problem(seeder) ?? new Finding
    {
        Id = "seeder.well",
        Code = "SEEDER_OK",
        Title = "All starter templates are installed",
        Severity = FindingSeverity.Fine,
        WhatHappened = $"{seeder.Installed.Count} starter templates are in the template bucket.",
        Verify = words.Command("seed"),
        Document = AnswerDocuments.Seeder,
    };

    /// <summary>What is wrong with the seeder or what it installs; null when all starters are there.</summary>
    public Finding? Problem(SeederFacts seeder)
    {
        if (!seeder.Exists)
        {
            return new Finding
            {
                Id = "seeder.missing",
                Code = "SEEDER",
                Title = "The stack has no template seeder",
                Severity = FindingSeverity.Problem,
                WhatHappened = "The function TemplateSeeder is not there"
                    + (seeder.StackStatus is { } status ? $"; the stack is in the state {status}." : ", and there is no stack of this name.") + " The stack was probably not deployed whole.",
                Steps = [new("Look at the stack: did it end in a failed state, or is this another stack's name?", words.Doctor), new("Deploy it again.", words.Installer("upgrade"))],
                Verify = words.Command("seed"),
                Document = AnswerDocuments.Seeder,
            };
        }
        if (seeder.LastError is { } error && ErrorCatalogue.Match(error) is { Category: "Template seeder" } entry) return Explain(entry, error);
        if (seeder.Missing.Count == 0) return null;
        return new Finding
        {
            Id = "seeder.incomplete",
            Code = "SEEDER",
            Title = seeder.Installed.Count == 0 ? "No starter template is installed" : $"{seeder.Missing.Count} starter templates are not installed",
            Severity = FindingSeverity.Notice,
            WhatHappened = "Starter templates are missing from the template bucket. That matters only if mail is sent with them.",
            Facts = [new("missing", string.Join(", ", seeder.Missing))],
            Steps = [new("Install them; templates with a version of your own are kept.", words.Command("seed"))],
            Verify = words.Command("seed"),
            Document = AnswerDocuments.Seeder,
        };
    }
}
