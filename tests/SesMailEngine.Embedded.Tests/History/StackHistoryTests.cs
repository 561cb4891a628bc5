using SesMailEngine.Embedded.History;

namespace SesMailEngine.Embedded.Tests.History;

public sealed class StackHistoryTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<StackHistory> StartAsync(params (string Name, string Value)[] settings)
    {
        await using var stores = await _folder.OpenAsync();
        return await stores.RecordStartAsync(settings.ToDictionary(s => s.Name, s => s.Value), CancellationToken.None);
    }

    [Fact]
    public async Task A_new_folder_makes_a_stack_with_the_settings_of_its_first_start()
    {
        var history = await StartAsync(("A", "1"));

        history.CreatedAt.ShouldBe(TestFolder.Start);
        history.LastChangedAt.ShouldBe(TestFolder.Start);
        history.Changes.ShouldHaveSingleItem().Settings["A"].ShouldBe("1");
    }

    [Fact]
    public async Task Another_start_with_the_same_settings_changes_nothing()
    {
        var first = await StartAsync(("A", "1"));
        _folder.Clock.Advance(TimeSpan.FromDays(1));

        var second = await StartAsync(("A", "1"));

        second.Id.ShouldBe(first.Id);
        second.CreatedAt.ShouldBe(TestFolder.Start);
        second.Changes.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Settings_that_changed_between_two_starts_are_an_update()
    {
        await StartAsync(("A", "1"), ("B", "1"));
        _folder.Clock.Advance(TimeSpan.FromDays(1));
        await StartAsync(("A", "2"), ("B", "1"));

        var history = await StartAsync(("A", "2"), ("B", "1"));

        history.CreatedAt.ShouldBe(TestFolder.Start);
        history.LastChangedAt.ShouldBe(TestFolder.Start.AddDays(1));
        history.Changes.Count.ShouldBe(2);
        history.Changes[1].NamesChangedFrom(history.Changes[0]).ShouldBe(["A"]);
    }

    [Fact]
    public async Task A_folder_older_than_its_history_was_made_with_its_queues()
    {
        await using (await _folder.OpenAsync())
        {
            // As a version without a history leaves it.
        }
        _folder.Clock.Advance(TimeSpan.FromDays(7));

        (await StartAsync(("A", "1"))).CreatedAt.ShouldBe(TestFolder.Start);
    }

    [Fact]
    public async Task Of_many_changes_the_first_and_the_latest_are_kept()
    {
        await using var stores = await _folder.OpenAsync();
        StackHistory? history = null;
        for (var i = 0; i < StackHistoryTable.MaxChanges + 20; i++)
            history = await stores.RecordStartAsync(new Dictionary<string, string> { ["A"] = $"{i}" }, CancellationToken.None);
        var again = await stores.RecordStartAsync(history!.Changes[^1].Settings, CancellationToken.None);

        again.Changes.Select(change => change.Settings["A"]).ShouldBe(history.Changes.Select(change => change.Settings["A"]));
        again.Changes.Count.ShouldBe(StackHistoryTable.MaxChanges);
        again.Changes[0].Settings["A"].ShouldBe("0");
        again.Changes[1].Settings["A"].ShouldBe("21");
    }
}
