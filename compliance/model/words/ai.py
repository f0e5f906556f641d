"""Words for AI systems: what they infer and from what, what they generate, what people are told."""

from __future__ import annotations

from compliance.model.words.base import Word


class Signal(Word):
    """From what something about a person is inferred."""

    FACE = "face", "Facial features or expressions."
    VOICE = "voice", "The sound of the voice, not the words."
    EYES = "eyes", "Gaze, blinking, pupils."
    BODY = "body", "Posture, gestures, gait, pulse and other signs of the body."
    KEYSTROKES = "keystrokes", "The manner of typing."
    TEXT = "text", "What a person writes or says."
    TRANSACTIONS = "transactions", "Payments and purchases."
    LOCATION = "location", "Places and movements."
    RECORDS = "records", "Files and registers."
    DRIVING = "driving", "The manner of driving."
    RATINGS = "ratings", "Judgements of other people."
    TRAITS = (
        "traits",
        "Who somebody is: origin, home, age, family, means or character; nothing that was done.",
    )


class InferenceUse(Word):
    """For what an inference is made."""

    MEDICAL = "medical", "Diagnosis or care."
    SAFETY = "safety", "Preventing accidents and harm to health."
    SERVICE = "service", "Serving the person better."
    PERSONNEL = "personnel", "Managing or judging people at work or in education."
    MARKETING = "marketing", "Selling and advertising."


class Depicts(Word):
    """Whom generated pictures or sounds show."""

    REAL_PERSONS = "real_persons", "People who exist and could be recognised."
    FICTITIOUS_PERSONS = "fictitious_persons", "People who do not exist."


class Intimate(Word):
    """Whether intimate images of real people can come out."""

    INTENDED = "intended", "That is what it is for."
    FORESEEABLE = "foreseeable", "Users can bring it about without great effort."
    EXCLUDED = "excluded", "Safeguards prevent it."


class Disclosure(Word):
    """Where people are told that they deal with AI or see what it made."""

    AT_START = "at_start", "At the beginning of the interaction."
    BESIDE_INPUT = "beside_input", "Beside the field in which people write."
    WHEN_ASKED = "when_asked", "Only to those who ask."
    REPEATED = "repeated", "Again and again during the interaction."
    IN_OUTPUT = "in_output", "In or on the content itself."
    NOTICE = "notice", "In the privacy notice."
    TERMS = "terms", "In the terms of use."
    FOOTER = "footer", "At the foot of the page."


class Marking(Word):
    """How generated content is marked."""

    MACHINE_READABLE = "machine_readable", "By a watermark, signature or metadata that programs can read."
    DETECTOR = "detector", "A tool is offered that recognises it."
    VISIBLE = "visible", "By a label people see or hear."


class Technique(Word):
    """Techniques that work on people's will."""

    SUBLIMINAL = "subliminal", "Below the threshold of awareness."
    MANIPULATIVE = "manipulative", "Meant to steer people past their own judgement."
    DECEPTIVE = "deceptive", "Presenting what is false or hiding what matters."
    EXPLOITS_VULNERABILITY = "exploits_vulnerability", "Using age, disability or hardship."
    DEPENDENCY = "dependency", "Meant to keep people attached to it."


class Learning(Word):
    """Whether a system changes while in use."""

    LOCKED = "locked", "It stays as it was released."
    CONTINUOUS = "continuous", "It goes on learning from what it sees."


class ProductLaw(Word):
    """The Union's product legislation that the EU AI Act lists in its first annex."""

    MACHINERY = "machinery", "Machinery."
    TOYS = "toys", "Toys."
    RECREATIONAL_CRAFT = "recreational_craft", "Recreational craft and personal watercraft."
    LIFTS = "lifts", "Lifts and their safety components."
    EXPLOSIVE_ATMOSPHERES = "explosive_atmospheres", "Equipment for explosive atmospheres."
    RADIO_EQUIPMENT = "radio_equipment", "Radio equipment."
    PRESSURE_EQUIPMENT = "pressure_equipment", "Pressure equipment."
    CABLEWAYS = "cableways", "Cableway installations."
    PROTECTIVE_EQUIPMENT = "protective_equipment", "Personal protective equipment."
    GAS_APPLIANCES = "gas_appliances", "Appliances burning gaseous fuels."
    MEDICAL_DEVICES = "medical_devices", "Medical devices."
    IN_VITRO_DIAGNOSTICS = "in_vitro_diagnostics", "In vitro diagnostic medical devices."
    AVIATION_SECURITY = "aviation_security", "Security of civil aviation."
    TWO_WHEELERS = "two_wheelers", "Two- and three-wheel vehicles and quadricycles."
    FARM_VEHICLES = "farm_vehicles", "Agricultural and forestry vehicles."
    MARINE_EQUIPMENT = "marine_equipment", "Marine equipment."
    RAIL = "rail", "Interoperability of railways."
    MOTOR_VEHICLES = "motor_vehicles", "Approval of motor vehicles and trailers."
    VEHICLE_SAFETY = "vehicle_safety", "General safety of vehicles and protection of road users."
    CIVIL_AVIATION = "civil_aviation", "Civil aviation, unmanned aircraft included."
