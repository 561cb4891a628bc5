using System.Text.Json;

namespace SesMailEngine.Core.Diagnosis.Answers;

/// <summary>Answers as JSON objects, the same for the command, the MCP server and the dashboard.</summary>
public static class AnswerJson
{
    /// <summary>Writes an answer.</summary>
    public static void Write(Utf8JsonWriter json, DiagnosisAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("question", answer.Question);
        json.WriteString("code", answer.Code);
        json.WriteString("severity", Word(answer.Severity));
        json.WriteStartArray("findings");
        foreach (var finding in answer.Findings) Write(json, finding);
        json.WriteEndArray();
        json.WriteStartArray("lookedAt");
        foreach (var look in answer.Looked)
        {
            json.WriteStartObject();
            json.WriteString("at", look.At);
            json.WriteString("result", look.Result);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes a check-up.</summary>
    public static void Write(Utf8JsonWriter json, CheckUp checkUp)
    {
        json.WriteStartObject();
        json.WriteString("stack", checkUp.Stack);
        json.WriteString("state", Word(checkUp.State));
        json.WriteString("summary", checkUp.Summary);
        json.WriteStartArray("checks");
        foreach (var item in checkUp.Items)
        {
            json.WriteStartObject();
            json.WriteString("name", item.Name);
            json.WriteString("state", Word(item.State));
            json.WriteString("summary", item.Summary);
            json.WriteStartArray("findings");
            foreach (var finding in item.Findings) Write(json, finding);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A severity's word: <c>fine</c>, <c>notice</c>, <c>warning</c>, <c>problem</c> or <c>critical</c>.</summary>
    public static string Word(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Fine => "fine",
        FindingSeverity.Notice => "notice",
        FindingSeverity.Warning => "warning",
        FindingSeverity.Problem => "problem",
        _ => "critical",
    };

    /// <summary>A check's word: <c>ok</c>, <c>warn</c> or <c>fail</c>.</summary>
    public static string Word(CheckState state) => state switch
    {
        CheckState.Ok => "ok",
        CheckState.Warn => "warn",
        _ => "fail",
    };

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("code", finding.Code);
        json.WriteString("title", finding.Title);
        json.WriteString("severity", Word(finding.Severity));
        json.WriteString("whatHappened", finding.WhatHappened);
        json.WriteStartObject("facts");
        // A name may come twice, as with two targets of a rule: then its values stand together.
        foreach (var group in finding.Facts.GroupBy(fact => fact.Name, StringComparer.Ordinal)) json.WriteString(group.Key, string.Join("; ", group.Select(fact => fact.Value)));
        json.WriteEndObject();
        if (finding.Excerpt is { } excerpt) json.WriteString("excerpt", excerpt);
        json.WriteStartArray("fix");
        foreach (var step in finding.Steps)
        {
            json.WriteStartObject();
            json.WriteString("step", step.Text);
            if (step.Command is { } command) json.WriteString("command", command);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("verify", finding.Verify);
        json.WriteString("document", finding.Document);
        json.WriteEndObject();
    }
}
