using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.Tests.AwsApi.Protocol;

public sealed class PagingTests
{
    private static readonly string[] All = ["a", "b", "c", "d", "e"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public void Pages_together_are_the_whole_list(int size)
    {
        var seen = new List<string>();
        string? token = null;
        do
        {
            var (items, next) = Paging.Cut(All, item => item, token, size).ShouldNotBeNull();
            items.Count.ShouldBeInRange(1, size);
            seen.AddRange(items);
            token = next;
        }
        while (token is not null);

        seen.ShouldBe(All);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("eA")]
    [InlineData("_-_")]
    public void A_token_that_names_nothing_of_the_list_is_none(string token) => Paging.Cut(All, item => item, token, 2).ShouldBeNull();
}
