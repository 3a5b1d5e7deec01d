using VisEval.Core;

namespace VisEval.Tests.Core.Catalogue;

/// <summary>Options that several units share: one record, flattened by the catalogue.</summary>
public class OptionGroupTests
{
    private static readonly Catalogue<IGrouped> Units = new(typeof(OptionGroupTests).Assembly);

    [Test]
    public void The_options_of_a_group_stand_in_its_place_with_their_facts() => Assert.That(
        Units["grouped"].Options.Select(o => (o.Name, OptionInfo.Format(o.Default), o.About, o.Range?.Maximum)),
        Is.EqualTo(new[]
        {
            ("first", "1", "The first.", (double?)9), ("size", "5", "The size.", 10.0), ("tone", "dark", "The tone of all.", null),
            ("depth", "2", "The depth.", 3.0), ("last", "false", "The last.", null),
        }));

    [Test]
    public void A_unit_is_created_with_its_groups()
    {
        var unit = Units.Create("grouped:depth=3,tone=light,last=true");
        Assert.That(unit.Value, Is.EqualTo(new Grouped(Shade: new Shade(Tone: Tone.Light, Inner: new Inner(3)), Last: true)));
        Assert.That(unit.Key, Is.EqualTo("grouped:tone=light,depth=3,last=true"));
        Assert.That(Units.Create("grouped").Value, Is.EqualTo(new Grouped()));
        Assert.That(Units.Create("grouped@deep").Value, Is.EqualTo(new Grouped(Shade: new Shade(Inner: new Inner(3)))));
    }

    [Test]
    public void The_values_of_options_are_read_from_a_unit_with_its_groups() => Assert.That(
        OptionValues.Of(new Grouped(4, new Shade(7, Inner: new Inner(1)))),
        Is.EqualTo(new Dictionary<string, object?> { ["first"] = 4, ["size"] = 7, ["tone"] = Tone.Dark, ["depth"] = 1, ["last"] = false }));

    [TestCase("grouped:depth=4", "depth=4 is not allowed")]
    [TestCase("grouped:shade=1", "has no option 'shade'")]
    public void A_mistake_in_a_group_is_a_mistake_in_an_option(string text, string message) =>
        Assert.That(() => Units.Create(text), Throws.TypeOf<InputException>().With.Message.Contains(message));

    internal interface IGrouped;

    [About("The tone of all.")]
    internal enum Tone
    {
        Dark,
        Light,
    }

    [OptionGroup]
    internal sealed record Inner([InRange(1, 3)][About("The depth.")] int Depth = 2);

    [OptionGroup]
    internal sealed record Shade([InRange(0, 10)][About("The size.")] int Size = 5, Tone Tone = Tone.Dark, Inner? Inner = null)
    {
        public Inner Inner { get; init; } = Inner ?? new();
    }

    [Named("grouped")]
    [Dialect("deep", "depth=3")]
    internal sealed record Grouped(
        [InRange(0, 9)][About("The first.")] int First = 1, Shade? Shade = null, [About("The last.")] bool Last = false) : IGrouped
    {
        public Shade Shade { get; init; } = Shade ?? new();
    }
}
