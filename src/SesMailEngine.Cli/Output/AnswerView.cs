using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SesMailEngine.Core.Diagnosis.Answers;
using Spectre.Console;

namespace SesMailEngine.Cli.Output;

// What diagnosis says, for a person: the code and what it is, what happened, numbered steps, how to verify, where to read on.
internal static class AnswerView
{
    public static void Write(DiagnosisAnswer answer)
    {
        for (var i = 0; i < answer.Findings.Count; i++)
        {
            if (i > 0) Console.Out.WriteLine();
            if (i == 1) Terminal.Line($"[grey]Also found:[/]");
            Write(answer.Findings[i]);
        }
        Console.Out.WriteLine();
        var console = Terminal.Out;
        console.Write(new Padder(new Text(
            $"Looked at: {string.Join("; ", answer.Looked.Select(look => $"{look.At}: {look.Result}"))}.", Style.Parse("grey")), new Padding(0, 0, 0, 0)));
        console.WriteLine();
    }

    public static void Write(CheckUp checkUp)
    {
        var console = Terminal.Out;
        var width = checkUp.Items.Max(item => item.Name.Length);
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(2)).AddColumn(new GridColumn().NoWrap().Width(width).PadRight(2)).AddColumn();
        foreach (var item in checkUp.Items)
        {
            grid.AddRow(new Text(AnswerJson.Word(item.State), Style.Parse($"{Color(item.State)} bold")), new Text(item.Name), new Text(item.Summary));
        }
        console.Write(grid);
        foreach (var finding in checkUp.Items.Where(item => item.State != CheckState.Ok).SelectMany(item => item.Findings))
        {
            console.WriteLine();
            Write(finding);
        }
        console.WriteLine();
        console.Write(new Text(checkUp.Summary, Style.Parse($"{Color(checkUp.State)} bold")));
        console.WriteLine();
    }

    public static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Finding finding)
    {
        var console = Terminal.Out;
        var color = Color(finding.Severity);
        console.Write(new Markup(string.Create(CultureInfo.InvariantCulture, $"[{color} bold]{Markup.Escape($"[{finding.Code}]")}[/] [bold]{Markup.Escape(finding.Title)}[/]")));
        console.WriteLine();
        console.WriteLine();
        Indented(console, finding.WhatHappened);
        if (finding.Facts.Count > 0)
        {
            console.WriteLine();
            var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2)).AddColumn();
            foreach (var fact in finding.Facts) grid.AddRow(new Text(fact.Name, Style.Parse("grey")), new Text(fact.Value));
            console.Write(grid);
        }
        if (finding.Excerpt is { } excerpt)
        {
            console.WriteLine();
            ExcerptView.Write(console, excerpt);
        }
        if (finding.Steps.Count > 0) Steps(console, finding.Steps);
        console.WriteLine();
        console.Write(new Markup("[bold]To verify[/]"));
        console.WriteLine();
        Terminal.Copyable(finding.Verify);
        Terminal.Line($"[grey]More: {finding.Document}[/]");
    }

    private static void Steps(IAnsiConsole console, IReadOnlyList<FixStep> steps)
    {
        console.WriteLine();
        console.Write(new Markup("[bold]To fix this[/]"));
        console.WriteLine();
        for (var i = 0; i < steps.Count; i++)
        {
            var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(1)).AddColumn();
            grid.AddRow(new Text(string.Create(CultureInfo.InvariantCulture, $"{i + 1}.")), new Text(steps[i].Text));
            console.Write(grid);
            // Never wrapped: a copy of it has to work.
            if (steps[i].Command is { } command) Terminal.Line($"     [cyan]{command}[/]");
        }
    }

    private static void Indented(IAnsiConsole console, string text) => console.Write(new Padder(new Text(text), new Padding(2, 0, 0, 0)));

    private static string Color(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Fine => "green",
        FindingSeverity.Notice => "blue",
        FindingSeverity.Warning => "yellow",
        _ => "red",
    };

    private static string Color(CheckState state) => state switch
    {
        CheckState.Ok => "green",
        CheckState.Warn => "yellow",
        _ => "red",
    };
}
