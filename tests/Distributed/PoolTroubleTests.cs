using VisEval.Harness.Results;
using VisEval.Tests.Cli;

namespace VisEval.Tests.Distributed;

/// <summary>Runs in a pool that do not go as they should: lost jobs, several at once, folders and rights that are missing.</summary>
public sealed partial class PoolTests
{
    [Test]
    public void A_second_watch_changes_no_byte()
    {
        Submitted();
        Work();
        string[] files = [RunFiles.Scores, RunFiles.Failures, RunFiles.Metrics];
        string[] Watched()
        {
            Assert.That(Call("watch", "--out", "pool").Status, Is.Zero);
            return [.. files.Select(f => File.ReadAllText(_tiny.Folder[$"pool/{f}"]))];
        }
        var once = Watched();

        Assert.That(Watched(), Is.EqualTo(once));
    }

    [Test]
    public void Three_submits_at_once_make_one_job_a_unit()
    {
        var ids = Enumerable.Range(0, 3).Select(_ => Task.Run(Submitted)).ToArray().Select(t => t.Result).ToHashSet();

        Assert.That(ids, Has.Count.EqualTo(1));
        Assert.That(Count("SELECT count(*) FROM units", ids.Single()), Is.GreaterThan(0)
            .And.EqualTo(Count("SELECT count(*) FROM viseval_jobs.jobqueue", ids.Single())));
    }

    [TestCase("UPDATE viseval_jobs.job SET statename = 'Failed'")]
    [TestCase("DELETE FROM viseval_jobs.job")]
    public void A_unit_whose_job_is_gone_or_has_failed_without_a_word_is_queued_again(string sql)
    {
        Submitted();
        Run(_store, sql);
        Run(_store, "DELETE FROM viseval_jobs.jobqueue");

        var worked = Work();

        Assert.That(worked.Status, Is.Zero, worked.Error);
        Assert.That(worked.Error, Does.Contain("had lost the job: queued again"));
        Assert.That(Call("watch", "--out", "pool").Status, Is.Zero);
    }

    [Test]
    public void Who_watches_gives_up_what_was_begun_too_often_and_lost_with_a_failure()
    {
        var id = Submitted();
        Run(_store, $"UPDATE viseval_{id}.units SET starts = 9");
        Run(_store, "UPDATE viseval_jobs.job SET statename = 'Failed'");

        var watched = Call("watch", "--out", "pool");

        Assert.That(watched.Status, Is.EqualTo(1), watched.Error);
        Assert.That(watched.Error, Does.Contain("begun 9 times and its job ended without a result"));
        Assert.That(File.ReadAllLines(_tiny.Folder["pool/failures.csv"]), Has.Length.GreaterThan(1));
        Assert.That(watched.Error, Does.Not.Contain("done, 1 failed, 0 running; no worker"));
    }

    [Test]
    public void A_run_whose_files_are_missing_is_left_aside_for_the_others()
    {
        using (var other = new TinyDataset())
        {
            // By its path: the name is known on this machine.
            string[] asked = ["submit", "--dataset", other.Folder["datasets/tiny"], .. Asked[2..], "--seed", "5", "--store", _store];
            Assert.That(CliRun.Of(other.Folder.Path, asked).Status, Is.Zero);
        }
        Submitted();

        var worked = Work();

        Assert.That(worked.Status, Is.Zero, worked.Error);
        Assert.That(worked.Error, Does.Contain("is left aside").And.Contain("done in").And.Contain("there is no such file or folder"));
        Assert.That(worked.Error, Does.Not.Contain("datasets//"));
        Work().IsRefused("submit the run again with --upload");
    }

    [Test]
    public void A_folder_that_a_run_cannot_go_into_is_refused_before_the_run_ends()
    {
        Submitted();
        Directory.CreateDirectory(_tiny.Folder["taken"]);
        File.WriteAllText(_tiny.Folder["taken/file.txt"], "mine");

        var refused = Call("watch", "--out", "taken");

        refused.IsRefused("holds files, but no run");
        Assert.That(refused.Error, Does.Not.Contain("--existing"));
    }

    [Test]
    public void A_user_who_may_not_see_the_tables_is_told_which_rights_are_missing()
    {
        Submitted();
        Run(_store, "DROP ROLE IF EXISTS onlooker");
        Run(_store, "CREATE ROLE onlooker LOGIN");

        foreach (var command in (string[])["work", "watch"])
            CliRun.Of(_tiny.Folder.Path, command, "--store", _store.Replace("Username=viseval", "Username=onlooker"))
                .IsRefused("The user 'onlooker' does not see tables", "GRANT ALL ON SCHEMA");
    }
}
