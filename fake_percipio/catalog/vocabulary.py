"""Words from which generated catalogs are made, in the languages that real ones are full of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Titles are ``pattern.format(topic=...)``; descriptions are made of the sentences."""

    patterns: tuple[str, ...]
    sentences: tuple[str, ...]


TOPICS = (
    "Python", "Kubernetes", "Six Sigma", "Negotiation", "Cloud Security", "Data Wrangling",
    "Team Leadership", "Excel 365", "Agile Planning", "Public Speaking", "Machine Learning",
    "Accessibility", "Time Management", "SQL", "Change Management", "C++ & Rust", "GDPR", "React",
    "Conflict Resolution", "Budgeting", "Network+ Basics", "DevOps", "Design Thinking", "Linux",
)  # fmt: skip

AREAS = (
    "Productivity & Collaboration Tools", "Cloud Services", "Software Craft", "Data", "CompTIA",
    "Leadership & Management", "Sales & Marketing", "Compliance", "Cybersecurity", "Programming",
)  # fmt: skip

SUBJECTS = (
    "Collaboration", "Office Suites", "Cloud Platforms", "Data Science", "Testing", "Containers",
    "Business Skills", "Communication", "Core", "Selling Skills", "Project Management", "Privacy",
    "Programming Languages", "Web Development", "Decision Making", "Inclusion",
)  # fmt: skip

PEOPLE = ("Ada Diaz", "Noël Marchand", "Bjørn Åkesson", "Yuki Tanaka", "Zoë O'Brien", "李娜")

BOOKS: dict[str, Phrasebook] = {
    "en-US": Phrasebook(
        (
            "{topic} Basics",
            "{topic}: Getting Started",
            "Mastering {topic}",
            "{topic} in Practice",
            "Why {topic} Matters",
            "Advanced {topic} & Beyond",
            "{topic} for Busy People",
        ),
        (
            "In this course you meet the ideas behind {topic} and try each of them on an example.",
            "Find out what teams that are good at {topic} do differently &#8212; and why it pays.",
            "Afterwards you can explain {topic} to colleagues &amp; customers in your own words.",
            "Exercises with &quot;real&quot; data let you practise {topic} at your own pace.",
            "No experience is needed; a notebook, an hour of quiet and some curiosity will do.",
            "A short test at the end shows how much of {topic} has stayed with you.",
        ),
    ),
    "fr-FR": Phrasebook(
        ("Les bases : {topic}", "{topic} : premiers pas", "{topic} au quotidien"),
        (
            "Vous découvrez les idées essentielles de {topic} et les essayez sur un exemple.",
            "À la fin, vous saurez présenter {topic} à l&#39;ensemble de votre équipe.",
            "Des exercices courts vous permettent d&#39;avancer à votre rythme.",
        ),
    ),
    "de-DE": Phrasebook(
        ("Grundlagen: {topic}", "{topic} für Einsteiger", "{topic} im Arbeitsalltag"),
        (
            "Sie lernen die wichtigsten Begriffe rund um {topic} kennen und üben sie sofort.",
            "Am Ende erklären Sie {topic} Ihren Kolleginnen &amp; Kollegen mit eigenen Worten.",
            "Kurze Übungen zeigen, was Sie schon können &ndash; und was noch fehlt.",
        ),
    ),
    "es": Phrasebook(
        ("Fundamentos: {topic}", "{topic} paso a paso", "¿Por qué {topic}?"),
        (
            "Conozca las ideas principales de {topic} y póngalas en práctica con un ejemplo.",
            "Al terminar podrá explicar {topic} a su equipo con sus propias palabras.",
        ),
    ),
    "pt-BR": Phrasebook(
        ("Noções básicas: {topic}", "{topic} na prática"),
        (
            "Conheça as ideias principais de {topic} e experimente cada uma delas.",
            "Ao final, você saberá explicar {topic} à sua equipe.",
        ),
    ),
    "ja-JP": Phrasebook(
        ("{topic}入門", "実践で学ぶ{topic}"),
        (
            "{topic}の基本的な考え方を、例を使いながら学びます。",
            "最後の小テストで、理解度を確かめることができます&#12290;",
        ),
    ),
    "zh-CN": Phrasebook(
        ("{topic}基础", "轻松学习{topic}"),
        (
            "您将了解{topic}的基本概念&#xff0c;并通过示例进行练习。",
            "课程结束时的小测验会帮助您巩固所学内容&#xff0c;加深理解。",
        ),
    ),
    "en-GB": Phrasebook(
        ("{topic} Essentials", "{topic} in the Workplace"),
        (
            "A practical programme on {topic} for organisations that would rather do than talk.",
            "You will recognise the usual mistakes with {topic} and know how to avoid them.",
        ),
    ),
}
"""By locale code, as catalogs write them."""
