using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tests.Sqlite;

public sealed class SchemaUpgradeTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Database _database;

    public SchemaUpgradeTests() => _database = new Database(Path.Combine(_folder.Path, "t.db"), false, 1000);

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Each_step_is_applied_once_and_in_order()
    {
        SchemaStep[] first = [new(1, "CREATE TABLE a (x); INSERT INTO a VALUES (1);")];
        SchemaUpgrade.Apply(_database, first);

        SchemaUpgrade.Apply(_database, [.. first, new(2, "UPDATE a SET x = x + 1;")]);
        SchemaUpgrade.Apply(_database, [.. first, new(2, "UPDATE a SET x = x + 1;")]);

        _database.Number("SELECT x FROM a").ShouldBe(2);
        _database.Number("PRAGMA user_version").ShouldBe(2);
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused()
    {
        _database.Execute("PRAGMA user_version = 9999");

        Should.Throw<PortException>(() => SchemaUpgrade.Apply(_database)).Message.ShouldContain("newer version");
    }

    [Fact]
    public void The_steps_of_the_program_count_from_one_without_a_gap()
    {
        var steps = SchemaUpgrade.Embedded();

        steps.Select(step => step.Version).ShouldBe(Enumerable.Range(1, steps.Count));
    }
}
