namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>The list of rights, which the template is held against, is what the code calls: nothing is missing, nothing is too much.</summary>
public sealed class CodeRightsTests
{
    public static TheoryData<string> Functions => ["EmailSender", "FeedbackProcessor", "TemplateSeeder"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_has_a_right_for_each_call_it_can_make_and_no_other(string function)
    {
        var code = CodeRights.Of(function);
        code.Unknown.ShouldBeEmpty();
        code.MethodsRead.ShouldBeGreaterThan(50);
        var listed = Rights.OfTheCode.Where(right => right.Function == function).Select(right => (right.Action, right.Resource));
        code.Rights.Order().ShouldBe(listed.Order());
    }
}
